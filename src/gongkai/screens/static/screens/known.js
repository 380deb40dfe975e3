// What is public already, shown under the description of an application while it is written. Only its first words are sent.
(() => {
  const place = document.getElementById("known");
  const field = document.getElementById("content");
  if (!place || !field) return;
  let waiting = 0;
  let asked = "";

  const ask = async () => {
    const words = field.value.trim().slice(0, 200);
    if (words === asked) return;
    asked = words;
    if (words.length < 4) return place.replaceChildren();
    try {
      const answer = await fetch(`${place.dataset.known}?q=${encodeURIComponent(words)}`);
      if (!answer.ok || asked !== words) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      place.replaceChildren(...page.body.childNodes);
    } catch {
      asked = "";
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 600);
  });
})();

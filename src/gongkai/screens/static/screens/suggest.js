// Titles under the search field while one types. Without this the field is the same field.
(() => {
  const field = document.querySelector("input[data-suggest]");
  const list = field && document.getElementById(field.getAttribute("list"));
  if (!list) return;
  let waiting = 0;
  let asked = "";

  const ask = async () => {
    const words = field.value.trim();
    if (words.length < 2 || words.length > 40 || words === asked) return;
    asked = words;
    try {
      const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(words)}`);
      if (!answer.ok || asked !== words) return;
      const { titles } = await answer.json();
      list.replaceChildren(...titles.map((title) => Object.assign(document.createElement("option"), { value: title })));
    } catch {
      asked = "";
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 250);
  });
})();

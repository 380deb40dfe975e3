// 听网页: reads the page aloud, paragraph by paragraph, with the browser's own voice. Without a voice the button stays hidden.
(() => {
  const button = document.getElementById("listen");
  const voice = window.speechSynthesis;
  if (!button || !voice || !window.SpeechSynthesisUtterance) return;
  const main = document.getElementById("main");
  let queue = [];
  let shown = null;

  const mark = (part) => {
    if (shown) shown.classList.remove("being-read");
    shown = part;
    if (shown) shown.classList.add("being-read");
  };

  const stop = () => {
    queue = [];
    voice.cancel();
    mark(null);
    button.textContent = "听网页";
  };

  const next = () => {
    const part = queue.shift();
    if (!part) return stop();
    const said = new SpeechSynthesisUtterance(part.textContent.replace(/\s+/g, " "));
    said.lang = document.documentElement.lang;
    said.onend = () => { if (shown === part) next(); };
    said.onerror = () => { if (shown === part) next(); };
    mark(part);
    voice.speak(said);
  };

  // The smallest parts that hold text: a paragraph within a list entry is read once.
  const parts = () => {
    const found = [...main.querySelectorAll("h1, h2, h3, h4, p, li, dt, dd, caption, th, td, figcaption")];
    const read = (part) => part.textContent.trim() && part.getClientRects().length;
    return found.filter((part) => read(part) && !found.some((inner) => inner !== part && part.contains(inner) && read(inner)));
  };

  button.addEventListener("click", () => {
    if (shown) return stop();
    queue = parts();
    button.textContent = "停止朗读";
    next();
  });
  window.addEventListener("pagehide", stop);
  button.hidden = false;
})();

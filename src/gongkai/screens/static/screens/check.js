// Dropping a file on the form is the same as choosing it and pressing the button. Without this script the form works alike.
for (const form of document.querySelectorAll("form.drop")) {
  const input = form.querySelector("input[type=file]");
  const waiting = form.querySelector(".waiting");
  const over = (on) => form.classList.toggle("over", on);
  form.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  form.addEventListener("dragleave", (event) => { if (!form.contains(event.relatedTarget)) over(false); });
  form.addEventListener("drop", (event) => {
    over(false);
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    const target = event.target.closest(".field")?.querySelector("input[type=file]") || input;
    target.files = event.dataTransfer.files;
    if (target === input) form.requestSubmit();
  });
  form.addEventListener("submit", () => { setTimeout(() => { waiting.hidden = false; }, 400); });
}
window.addEventListener("pageshow", () => { for (const told of document.querySelectorAll("form.drop .waiting")) told.hidden = true; });

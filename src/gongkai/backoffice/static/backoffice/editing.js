// The editor over the text: the textarea stays the field that is sent, and without this script it is the editor.
import * as prose from "../django_prose_editor/editor.js";
import { cleaned } from "./pasting.js";

document.documentElement.classList.add("scripted");
const form = document.getElementById("item");
const field = document.getElementById("body");
const toolbar = document.getElementById("toolbar");
const findings = document.getElementById("findings");
const told = document.getElementById("told");
const pasted = document.getElementById("pasted");
const letters = document.getElementById("letters");

const say = (words) => {
  told.textContent = words;
};

const holder = document.createElement("div");
field.hidden = true;
field.before(holder);
toolbar.hidden = false;

const extensions = [
  "Document", "Paragraph", "Text", "Bold", "Italic", "Underline", "Strike", "Subscript", "Superscript", "BulletList",
  "OrderedList", "ListItem", "Blockquote", "HorizontalRule", "HardBreak", "History", "Dropcursor", "Gapcursor", "TableRow",
  "TableHeader", "TableCell",
].map((name) => prose[name]);

const editor = new prose.Editor({
  element: holder,
  extensions: [
    ...extensions,
    prose.Heading.configure({ levels: [2, 3, 4] }),
    prose.Link.configure({ openOnClick: false, enableTarget: false, protocols: ["http", "https", "mailto"] }),
    prose.Image.configure({ inline: false }),
    prose.Table.configure({ resizable: false }),
  ],
  content: field.value,
  injectCSS: false,
  editorProps: {
    attributes: { class: "text", role: "textbox", "aria-multiline": "true", "aria-label": "正文", spellcheck: "false" },
    transformPastedHTML: (html) => {
      const piece = cleaned(html);
      pasted.textContent = piece.pictures ? `粘贴的内容里有${piece.pictures}张图片没有带过来，请用“图片”逐张插入，并写说明。` : "";
      return piece.html;
    },
  },
  onUpdate: () => {
    field.value = editor.isEmpty ? "" : editor.getHTML();
    changed();
  },
  onSelectionUpdate: () => mark(),
  onTransaction: () => mark(),
});
window.addEventListener("pagehide", () => editor.destroy());

// --- the toolbar
const inTable = toolbar.querySelector("[data-in-table]");
const active = {
  heading2: ["heading", { level: 2 }], heading3: ["heading", { level: 3 }], quote: ["blockquote"], bold: ["bold"],
  italic: ["italic"], underline: ["underline"], superscript: ["superscript"], subscript: ["subscript"],
  bullets: ["bulletList"], numbers: ["orderedList"], link: ["link"],
};
const acts = {
  paragraph: (chain) => chain.clearNodes(),
  heading2: (chain) => chain.toggleHeading({ level: 2 }),
  heading3: (chain) => chain.toggleHeading({ level: 3 }),
  quote: (chain) => chain.toggleBlockquote(),
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  underline: (chain) => chain.toggleUnderline(),
  superscript: (chain) => chain.toggleSuperscript(),
  subscript: (chain) => chain.toggleSubscript(),
  bullets: (chain) => chain.toggleBulletList(),
  numbers: (chain) => chain.toggleOrderedList(),
  table: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
  rule: (chain) => chain.setHorizontalRule(),
  rowAfter: (chain) => chain.addRowAfter(),
  columnAfter: (chain) => chain.addColumnAfter(),
  deleteRow: (chain) => chain.deleteRow(),
  deleteColumn: (chain) => chain.deleteColumn(),
  merge: (chain) => chain.mergeOrSplit(),
  headRow: (chain) => chain.toggleHeaderRow(),
  deleteTable: (chain) => chain.deleteTable(),
  clear: (chain) => chain.unsetAllMarks().clearNodes(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
};

toolbar.addEventListener("click", (event) => {
  const act = event.target.closest("button")?.dataset.act;
  if (act === "link") openLink();
  else if (act === "picture") openPicture();
  else if (act) acts[act](editor.chain().focus()).run();
});

// One stop for Tab; the arrows go from button to button.
const buttons = () => [...toolbar.querySelectorAll("button")].filter((button) => button.offsetParent);
toolbar.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const all = buttons();
  const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
  for (const button of toolbar.querySelectorAll("button")) button.tabIndex = button === next ? 0 : -1;
  next.focus();
  event.preventDefault();
});
toolbar.querySelectorAll("button").forEach((button, at) => (button.tabIndex = at ? -1 : 0));

function mark() {
  for (const [act, asked] of Object.entries(active)) {
    toolbar.querySelector(`[data-act=${act}]`).setAttribute("aria-pressed", String(editor.isActive(...asked)));
  }
  inTable.hidden = !editor.isActive("table");
  letters.textContent = `${editor.getText().replace(/\s/g, "").length}字，`;
}

// --- links and pictures
const linkDialog = document.getElementById("link-dialog");
const address = document.getElementById("link-address");
function openLink() {
  address.value = editor.getAttributes("link").href || "";
  linkDialog.showModal();
}
linkDialog.addEventListener("close", () => {
  const chain = editor.chain().focus().extendMarkRange("link");
  const href = address.value.trim();
  if (linkDialog.returnValue === "remove") chain.unsetLink().run();
  if (linkDialog.returnValue !== "set" || !href) return;
  if (!editor.state.selection.empty || editor.isActive("link")) chain.setLink({ href }).run();
  else editor.chain().focus().insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
});

const pictureDialog = document.getElementById("picture-dialog");
const picture = document.getElementById("picture-file");
const description = document.getElementById("picture-told");
const wrong = document.getElementById("picture-error");
function openPicture() {
  wrong.textContent = "";
  picture.value = description.value = "";
  pictureDialog.showModal();
}
document.getElementById("picture-insert").addEventListener("click", async (event) => {
  if (!picture.files.length) {
    wrong.textContent = "还没有选图片。";
    return;
  }
  const sent = new FormData();
  sent.set("picture", picture.files[0]);
  sent.set("description", description.value);
  sent.set("seen_version", form.elements.seen_version.value);
  sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  event.target.disabled = true;
  try {
    const answer = await fetch(pictureDialog.dataset.address, { method: "POST", body: sent });
    const kept = await answer.json();
    if (kept.error) throw new Error(kept.error);
    form.elements.seen_version.value = kept.seen_version;
    pictureDialog.close();
    editor.chain().focus().setImage({ src: kept.src, alt: kept.alt }).run();
    say("图片已经插入，也列在附件里。");
  } catch (error) {
    wrong.textContent = error instanceof SyntaxError || error instanceof TypeError ? "图片没有传上去，请检查网络后再试；正文不受影响。" : error.message;
  }
  event.target.disabled = false;
});

// --- checks while writing
let wait = 0;
let dirty = false;
function changed() {
  dirty = true;
  clearTimeout(wait);
  wait = setTimeout(() => {
    // While a reason is being written the list stays as it is.
    if (!findings.contains(document.activeElement)) window.htmx.trigger(findings, "check");
  }, 1200);
}
for (const input of form.elements) {
  if (input !== field && input.name && !input.closest("#findings")) input.addEventListener("input", changed);
}
const MOST = 3_800_000; // bytes of text that the server takes at once
form.addEventListener("submit", (event) => {
  const size = new Blob([field.value]).size;
  if (size <= MOST) dirty = false;
  else {
    event.preventDefault();
    pasted.textContent = `正文有${(size / 1_000_000).toFixed(1)}兆，太长，还没有保存。请把大表格作为Excel附件上传，或者分成几件。`;
    pasted.scrollIntoView();
  }
});
window.addEventListener("beforeunload", (event) => {
  if (dirty) event.preventDefault();
});

function places(words) {
  const found = [];
  editor.state.doc.descendants((node, at) => {
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, "\n", "\n");
    for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + words.length)) {
      found.push({ from: at + 1 + from, to: at + 1 + from + words.length });
    }
    return false;
  });
  return found;
}

findings.addEventListener("click", (event) => {
  const button = event.target.closest("[data-find]");
  if (!button) return;
  const all = places(button.dataset.find);
  if (!all.length) {
    say("正文里没有找到这一处，可能已经改了。");
    return;
  }
  if (button.dataset.instead) {
    const chain = editor.chain().focus();
    for (const place of all.reverse()) chain.insertContentAt(place, button.dataset.instead);
    chain.run();
    say(`改了${all.length}处。`);
  } else {
    editor.chain().focus().setTextSelection(all[0]).scrollIntoView().run();
  }
});
mark();

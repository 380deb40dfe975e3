// Marks by drawing a box, by clicking a word, by selecting text. Without this script the list of marks does the same.
const form = document.getElementById("redaction");
const list = document.getElementById("marks");
const blank = document.getElementById("blank");
const total = form.querySelector("[name=m-TOTAL_FORMS]");
const leaf = document.getElementById("leaf");

const value = (name) => form.elements[name]?.value || "";

function addRow(fill) {
  const at = Number(total.value);
  const row = document.importNode(blank.content, true).querySelector("li");
  for (const part of row.querySelectorAll("[name], [id], [for]")) {
    for (const name of ["name", "id", "for"]) {
      if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace("__row__", String(at)));
    }
  }
  row.querySelector(".point").textContent = String(at + 1);
  row.querySelector("legend").textContent = `第${at + 1}处`;
  total.value = String(at + 1);
  list.append(row);
  const said = { kind: value("kind0"), ground: value("ground0"), reason: value("reason0"), ...fill };
  for (const [name, told] of Object.entries(said)) input(row, name).value = told;
  document.getElementById("none")?.remove();
  return row;
}

function input(row, name) {
  return row.querySelector(`[name$="-${name}"]`);
}

if (leaf) {
  const unit = Number(leaf.dataset.unit);
  const words = JSON.parse(document.getElementById("words").textContent);
  const toggle = document.getElementById("draw");
  const space = "http://www.w3.org/2000/svg";
  const sides = ["left", "top", "right", "bottom"];
  let from = null;
  let box = null;

  toggle.hidden = false;
  document.getElementById("how").textContent = "按下“画框”后在图上拖动；点一个字也可以。清单里的数用方向键可以改。";
  const drawing = (on) => {
    toggle.setAttribute("aria-pressed", String(on));
    toggle.textContent = on ? "正在画框，按这里停" : "画框";
    leaf.classList.toggle("drawing", on);
  };
  toggle.addEventListener("click", () => drawing(!leaf.classList.contains("drawing")));
  if (window.matchMedia("(pointer: fine)").matches) drawing(true);

  const place = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(leaf.getScreenCTM().inverse());
    return [point.x, point.y];
  };
  const rectangle = (kind) => {
    const shape = document.createElementNS(space, "rect");
    shape.setAttribute("class", kind);
    leaf.append(shape);
    return shape;
  };
  const lay = (shape, [left, top, right, bottom]) => {
    const told = { x: Math.min(left, right), y: Math.min(top, bottom), width: Math.abs(right - left), height: Math.abs(bottom - top) };
    for (const [name, number] of Object.entries(told)) shape.setAttribute(name, String(number || 0));
  };
  const shapeOf = (row) => leaf.querySelector(`rect[data-row="${[...list.children].indexOf(row) + 1}"]`);
  const numberOf = (number) => {
    const known = leaf.querySelector(`text[data-no="${number}"]`);
    if (known) return known;
    const fresh = document.createElementNS(space, "text");
    fresh.setAttribute("class", "blackout-no");
    fresh.dataset.no = number;
    fresh.textContent = number;
    leaf.append(fresh);
    return fresh;
  };
  const redraw = (row) => {
    const number = String([...list.children].indexOf(row) + 1);
    const shape = shapeOf(row) || rectangle("blackout");
    shape.dataset.row = number;
    const [left, top, right, bottom] = sides.map((side) => Number(input(row, side).value) / unit);
    lay(shape, [left, top, right, bottom]);
    const told = numberOf(number);
    told.setAttribute("x", String((left + right) / 2));
    told.setAttribute("y", String((top + bottom) / 2 + 4));
    const gone = input(row, "gone").checked;
    for (const part of [shape, told]) part.style.display = gone ? "none" : "";
    row.classList.toggle("gone", gone);
  };
  const mark = (corners) => {
    const fill = {};
    sides.forEach((side, at) => { fill[side] = (corners[at] * unit).toFixed(2); });
    const row = addRow({ ...fill, page: leaf.dataset.page });
    redraw(row);
    choose(row);
  };
  const choose = (row) => {
    for (const other of list.children) other.classList.toggle("chosen", other === row);
    for (const shape of leaf.querySelectorAll(".blackout")) shape.classList.toggle("chosen", shape === shapeOf(row));
  };

  leaf.addEventListener("pointerdown", (event) => {
    const bar = event.target.closest?.("rect.blackout");
    if (bar) { choose(list.children[Number(bar.dataset.row) - 1]); return; }
    if (!leaf.classList.contains("drawing") || event.button !== 0) return;
    event.preventDefault();
    leaf.setPointerCapture(event.pointerId);
    from = place(event);
    box = rectangle("drawn");
  });
  leaf.addEventListener("pointermove", (event) => {
    if (from) lay(box, [...from, ...place(event)]);
  });
  leaf.addEventListener("pointercancel", () => { box?.remove(); from = null; });
  leaf.addEventListener("pointerup", (event) => {
    if (!from) return;
    const [x, y] = place(event);
    const corners = [Math.min(from[0], x), Math.min(from[1], y), Math.max(from[0], x), Math.max(from[1], y)];
    box.remove();
    from = null;
    if (corners[2] - corners[0] > 2 && corners[3] - corners[1] > 2) { mark(corners); return; }
    const word = words.find(([left, top, right, bottom]) => left <= x && x <= right && top <= y && y <= bottom);
    if (word) mark(word);
  });
  list.addEventListener("input", (event) => { const row = event.target.closest("li"); if (row) redraw(row); });
  list.addEventListener("focusin", (event) => { const row = event.target.closest("li"); if (row) choose(row); });
}

const bar = document.getElementById("bar-selection");
if (bar) {
  bar.hidden = false;
  bar.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  bar.addEventListener("click", () => {
    const chosen = window.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    for (const item of document.querySelectorAll("#paragraphs > li")) {
      const text = item.querySelector("p");
      if (!range.intersectsNode(text)) continue;
      const before = document.createRange();
      before.selectNodeContents(text);
      const whole = text.textContent.length;
      let begin = 0;
      let end = whole;
      if (text.contains(range.startContainer)) { before.setEnd(range.startContainer, range.startOffset); begin = before.toString().length; }
      if (text.contains(range.endContainer)) { before.selectNodeContents(text); before.setEnd(range.endContainer, range.endOffset); end = before.toString().length; }
      if (end > begin) addRow({ page: item.dataset.page, begin: String(begin + 1), end: String(end) });
    }
    form.requestSubmit(form.querySelector('[name=step][value=keep]'));
  });
}

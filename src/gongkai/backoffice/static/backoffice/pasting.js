// What is pasted from Word or a page, before the editor reads it: its first heading stays a heading, its
// pictures cannot come along. The server cleans again by its own rules.

const GONE = "style, script, xml, meta, link, title, svg, math, object, iframe";
// Before anything is parsed: comments meant for Word, and styles, which the page's own policy would complain of.
const WITHOUT = [
  /<!--[\s\S]*?-->/g,
  /<!\[(?:if|endif)[^>]*>/g,
  /<style[\s\S]*?<\/style>/gi,
  /(?<=<[^<>]*)\sstyle\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi,
];

const CHINESE = "[\\u3001-\\u9fff\\uff01-\\uffef]";
const WRAPPED = new RegExp(`(?<=${CHINESE})\\r?\\n(?=${CHINESE})`, "g"); // Word wraps lines in mid-sentence

/** The piece without what nobody should see, and how many pictures were left behind. */
export function cleaned(html) {
  const page = new DOMParser().parseFromString(WITHOUT.reduce((told, gone) => told.replace(gone, ""), html).replace(WRAPPED, ""), "text/html");
  for (const gone of page.querySelectorAll(GONE)) gone.remove();
  const images = [...page.querySelectorAll("img")].filter((image) => !/^(?:https?:\/\/[^/]+)?\/desk\/items\/\d+\/files\//.test(image.getAttribute("src") || ""));
  for (const image of images) image.remove();
  for (const heading of page.querySelectorAll("h1, h5, h6")) rename(heading, heading.tagName === "H1" ? "h2" : "h4");
  for (const empty of page.querySelectorAll("p")) {
    if (!empty.textContent.trim() && !empty.closest("td, th") && !empty.querySelector("img")) empty.remove();
  }
  return { html: page.body.innerHTML, pictures: images.length };
}

function rename(element, name) {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

"use strict";
// A kiosk goes home when nobody touches it, keeps no way back to what the last reader saw, and prints.
(() => {
  const { idle, leave } = document.body.dataset;
  const wait = Number(idle) * 1000;
  const warning = Math.min(20000, wait / 2);
  const notice = document.getElementById("idle");
  const left = document.getElementById("idle-left");
  let touched = Date.now();
  let going = false;

  // One entry in the history, whatever was opened: "back" leads nowhere.
  const go = (address) => { location.replace(address); };

  const stay = (event) => {
    touched = Date.now();
    // Taken away under a finger, the notice would let the touch fall through to what lies below: it goes with the click.
    const onNotice = event.type !== "click" && event.target instanceof Node && notice.contains(event.target);
    if (!onNotice) notice.hidden = true;
  };

  const home = async () => {
    if (going) return;
    going = true;
    try {
      // Without a network the browser would show its own error page and stay there.
      await fetch(leave, { method: "HEAD", redirect: "manual", cache: "no-store" });
      go(leave);
    } catch {
      going = false;
      touched = Date.now() - wait + 10000;
    }
  };

  const look = () => {
    const rest = wait - (Date.now() - touched);
    if (rest <= 0) { home(); return; }
    if (rest <= warning) {
      left.textContent = String(Math.ceil(rest / 1000));
      notice.hidden = false;
    }
  };

  for (const kind of ["pointerdown", "keydown", "wheel", "touchstart", "input"]) {
    addEventListener(kind, stay, { passive: true });
  }
  addEventListener("scroll", stay, { passive: true, capture: true });
  notice.addEventListener("click", stay);
  addEventListener("pageshow", (event) => { if (event.persisted) go(leave); });
  addEventListener("contextmenu", (event) => event.preventDefault());

  addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented) return;
    const there = new URL(link.href);
    if (there.pathname === location.pathname && there.hash) return;
    event.preventDefault();
    if (there.origin === location.origin) go(link.href);
  });
  addEventListener("submit", (event) => {
    const form = event.target;
    event.preventDefault();
    go(`${form.action}?${new URLSearchParams(new FormData(form))}`);
  });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  setInterval(look, 500);
})();

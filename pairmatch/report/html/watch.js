"use strict";
// Asks the program on this machine that made the page whether there is a newer one, and keeps the place:
// the nearest thing with a name stays where it was, though there be more or less above it.
(() => {
  const KEY = "pairmatch-place";
  const topOf = (element) => element.getBoundingClientRect().top;
  const keepPlace = () => {
    const near = [...document.querySelectorAll("h1, h2, h3, tr[id]")].filter((element) => element.id && element.offsetParent);
    near.sort((one, other) => Math.abs(topOf(one)) - Math.abs(topOf(other)));
    if (near.length) sessionStorage.setItem(KEY, JSON.stringify([near[0].id, topOf(near[0])]));
  };
  const goBack = () => {
    const [id, top] = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    const element = id && document.getElementById(id);
    if (element) scrollBy({ top: topOf(element) - top, behavior: "instant" });
    return Boolean(element);
  };
  history.scrollRestoration = "manual";
  if (goBack()) {
    requestAnimationFrame(() => {
      goBack(); // what was not laid out before has its size now
      sessionStorage.removeItem(KEY);
    });
  }
  const ask = async () => {
    try {
      const answer = await fetch("version", { cache: "no-store" });
      if (answer.ok && (await answer.text()) !== document.body.dataset.watched) {
        keepPlace();
        location.reload();
        return;
      }
    } catch { /* the program has ended, or is busy; the page stays as it is */ }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 1000);
})();

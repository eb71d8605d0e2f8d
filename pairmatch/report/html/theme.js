"use strict";
// Before anything is drawn, so that the page does not flash in the wrong colours.
try {
  const chosen = localStorage.getItem("pairmatch-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch { /* a browser that keeps nothing of files */ }

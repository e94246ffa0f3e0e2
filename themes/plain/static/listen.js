// Reads easy read aloud with a voice of the reader's own device, one sentence after the other, and marks the one that is read.
// Without such a voice there is no button, and nothing is missing.
(function () {
  "use strict";
  var speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) { return; }
  var SENTENCES = "main h1, main h2, main h3, main h4, main .lead, main .booklet-cover p, main .check p, " +
    "main .part-words p, main .part-words li, main .faces legend, main .faces span, main .easy-title";
  var language = (document.documentElement.lang || "en").toLowerCase();
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  var bar = null, button = null, voice = null;
  var lines = [], at = 0, spoken = null;

  // The language itself before another of its kind; a voice that needs no network before one that does.
  function bestVoice() {
    function rank(found) {
      var its = found.lang.replace("_", "-").toLowerCase();
      if (its.split("-")[0] !== language.split("-")[0]) { return 0; }
      return 1 + (found.localService ? 1 : 0) + (its === language ? 2 : 0);
    }
    return speech.getVoices().filter(rank).sort(function (one, other) { return rank(other) - rank(one); })[0] || null;
  }

  // What a screen reader would say: “minus 3”, not “−3”.
  function words(line) {
    var copy = line.cloneNode(true);
    copy.querySelectorAll("[aria-hidden=true]").forEach(function (part) { part.remove(); });
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function mark(line) {
    document.querySelectorAll(".is-heard").forEach(function (other) { other.classList.remove("is-heard"); });
    if (!line) { return; }
    line.classList.add("is-heard");
    var place = line.getBoundingClientRect();
    if (place.top < bar.offsetHeight + 16 || place.bottom > window.innerHeight) {
      line.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    }
  }

  function show(label, isOn) {
    button.textContent = label;
    bar.classList.toggle("is-on", isOn);
  }

  function stop() {
    if (!spoken) { return; }
    spoken = null;
    speech.cancel();
    mark(null);
    show(t("listen-go-on"), false);
  }

  function next() {
    while (at < lines.length && (lines[at].offsetParent === null || !words(lines[at]))) { at += 1; }
    if (at >= lines.length) {
      spoken = null;
      at = 0;
      mark(null);
      show(t("listen-start"), false);
      return;
    }
    var line = lines[at];
    var mine = spoken = new SpeechSynthesisUtterance(words(line));
    mine.lang = voice.lang;
    mine.voice = voice;
    mine.rate = 0.9;
    mine.onend = function () { if (spoken === mine) { at += 1; next(); } };
    mine.onerror = function () { if (spoken === mine) { stop(); } };
    mark(line);
    speech.speak(mine);
  }

  // One part a screen, in the pack for reading groups: each is read from its beginning.
  function begin() {
    stop();
    at = 0;
    if (button) { show(t("listen-start"), false); }
  }

  function start() {
    lines = Array.prototype.slice.call(document.querySelectorAll(SENTENCES));
    speech.cancel();
    show(t("listen-stop"), true);
    next();
  }

  function offer() {
    voice = bestVoice();
    if (!voice || bar) { return; }
    bar = document.createElement("p");
    bar.className = "listen";
    button = document.createElement("button");
    button.type = "button";
    button.addEventListener("click", function () { if (spoken) { stop(); } else { start(); } });
    bar.append(button);
    show(t("listen-start"), false);
    var before = document.querySelector("[data-listen]") || document.querySelector("main .check") || document.querySelector("main h1");
    if (before) { before.after(bar); }
  }

  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { stop(); } });
  document.addEventListener("turned", begin);
  window.addEventListener("pagehide", stop);
  if (speech.addEventListener) { speech.addEventListener("voiceschanged", offer); }
  offer();
}());

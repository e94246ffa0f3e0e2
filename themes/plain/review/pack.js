// The pack for reading groups: shows one part a screen, and saves the answers as one small file. Nothing leaves the device.
(function () {
  "use strict";
  var screens = Array.prototype.slice.call(document.querySelectorAll(".screen"));
  var parts = screens.filter(function (screen) { return screen.dataset.file; });
  var back = document.querySelector(".back"), next = document.querySelector(".next");
  var at = 0, isSaved = true;

  function all(within, selector) { return Array.prototype.slice.call(within.querySelectorAll(selector)); }

  // A text with what belongs where it says {name}.
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, name) { return values[name]; });
  }

  function turn(to, isStart) {
    at = Math.max(0, Math.min(screens.length - 1, to));
    screens.forEach(function (screen, number) { screen.classList.toggle("is-shown", number === at); });
    back.hidden = at === 0;
    next.hidden = at === screens.length - 1;
    next.textContent = at === 0 ? t("pack-start") : t("pack-next");
    document.dispatchEvent(new Event("turned"));
    screens[screens.length - 1].querySelector(".looked-at").textContent =
      fill(t("pack-looked-at"), { seen: answers().length, all: parts.length });
    if (!isStart) {
      window.scrollTo(0, 0);
      screens[at].querySelector("h1").focus();
    }
  }

  // Each word of the sentences once, a number with its point and commas, to be chosen with a finger, a mouse or the keyboard.
  function offerWords(screen) {
    var seen = {}, list = screen.querySelector(".hard-words fieldset");
    all(screen, ".part-words p").forEach(function (line, number) {
      var text = line.cloneNode(true);
      all(text, ".vh").forEach(function (part) { part.remove(); });
      (text.textContent.match(/(?:\d[.,:](?=\d)|[^\s•.,;:!?()“”"])+/g) || []).forEach(function (word) {
        var key = word.toLowerCase();
        if (Object.prototype.hasOwnProperty.call(seen, key)) { return; }
        seen[key] = true;
        var label = document.createElement("label"), box = document.createElement("input"), name = document.createElement("span");
        label.className = "choice";
        box.type = "checkbox";
        box.value = word;
        box.dataset.line = number;
        name.textContent = word;
        label.append(box, name);
        list.append(label);
      });
    });
  }

  function answer(screen) {
    var face = screen.querySelector(".faces :checked");
    var given = {
      file: screen.dataset.file,
      part: screen.dataset.part,
      picture: screen.dataset.picture || null,
      lines: all(screen, "[data-typed]").map(function (line) { return line.dataset.typed; }),
      face: face ? face.value : null,
      misfit: screen.querySelector(".misfit :checked") !== null,
      words: all(screen, ".hard-words :checked").map(function (box) { return { line: Number(box.dataset.line), word: box.value }; }),
      note: screen.querySelector(".note input").value.trim()
    };
    return given.face || given.misfit || given.words.length > 0 || given.note ? given : null;
  }

  function answers() { return parts.map(answer).filter(Boolean); }

  // The day here, as 2018-05-02.
  function today() {
    var now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map(function (number) { return String(number).padStart(2, "0"); }).join("-");
  }

  function save() {
    var people = parseInt(document.getElementById("people").value, 10);
    var review = {
      review: 1,
      plan: document.body.dataset.plan,
      group: document.getElementById("group").value.trim(),
      people: people > 0 ? people : null,
      on: today(),
      parts: answers()
    };
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(review, null, 1) + "\n"], { type: "application/json" }));
    link.download = "review-" + review.on + ".json";
    link.click();
    isSaved = true;
    document.querySelector(".saved").textContent = fill(t("pack-saved"), { file: link.download });
  }

  parts.forEach(offerWords);
  all(document, ".part-words a").forEach(function (link) { link.removeAttribute("href"); });
  document.addEventListener("input", function (event) {
    isSaved = false;
    // Who finds it hard is asked for the word.
    if (event.target.name && event.target.value !== "good") {
      event.target.closest(".screen").querySelector(".hard-words").open = true;
    }
  });
  back.addEventListener("click", function () { turn(at - 1); });
  next.addEventListener("click", function () { turn(at + 1); });
  document.querySelector(".save").addEventListener("click", save);
  window.addEventListener("beforeunload", function (event) {
    if (!isSaved) { event.preventDefault(); }
  });
  document.documentElement.classList.add("is-paged");
  turn(0, true);
}());

// Only while an editor works (`plainplan serve`): follows the plan, and shows what is wrong with it.
(function () {
  "use strict";
  var here = decodeURIComponent(location.pathname);
  var box = null;
  var isBehind = false; // It has changed while something was wrong.

  function path(address) {
    return decodeURIComponent(new URL(address, location.href).pathname);
  }

  // Which state of the page this is; known where the browser tells.
  function print() {
    var timing = (performance.getEntriesByType("navigation")[0] || {}).serverTiming || [];
    return timing.length ? timing[0].description : null;
  }

  function show(problems) {
    if (box) { box.remove(); box = null; }
    if (!problems) { return; }
    box = document.createElement("section");
    box.setAttribute("role", "alert");
    box.className = "problems";
    var heading = document.createElement("h2");
    heading.textContent = t("preview-problems");
    var list = document.createElement("pre");
    list.textContent = problems;
    list.tabIndex = 0;
    var hide = document.createElement("button");
    hide.type = "button";
    hide.textContent = t("preview-hide");
    hide.addEventListener("click", function () { show(""); });
    box.append(heading, hide, list);
    document.body.append(box);
  }

  function sheets() {
    return Array.from(document.querySelectorAll("link[rel=stylesheet]"));
  }

  function swap(sheet) {
    var next = sheet.cloneNode();
    next.href = path(sheet.href) + "?" + Date.now();
    next.addEventListener("load", function () { sheet.remove(); });
    sheet.after(next);
  }

  function follow(told) {
    var changed = told.changed || [here];
    var used = performance.getEntriesByType("resource").map(function (entry) { return path(entry.name); });
    var styles = sheets().filter(function (sheet) { return changed.includes(path(sheet.href)); });
    var others = used.filter(function (file) {
      return changed.includes(file) && !styles.some(function (sheet) { return path(sheet.href) === file; });
    });
    var isOther = changed.includes(here) || others.length > 0 || told.gone.includes(here);
    isBehind = isBehind || isOther;
    styles.forEach(swap);
    show(told.problems);
    if (told.problems) { return; }
    var isElsewhere = told.edited && told.edited !== here && document.visibilityState === "visible";
    if (isElsewhere && (told.gone.includes(here) || !isBehind)) {
      location.assign(encodeURI(told.edited));
    } else if (isBehind) {
      location.reload();
    }
  }

  var shown = print();
  var source = new EventSource("/-/changes?page=" + encodeURIComponent(here));
  source.addEventListener("hello", function (event) {
    var told = JSON.parse(event.data);
    shown = shown || told.print;
    if (told.problems) {
      isBehind = isBehind || shown !== told.print;
      show(told.problems);
    } else if (shown !== told.print || isBehind) {
      location.reload();
    } else {
      show("");
    }
  });
  source.addEventListener("change", function (event) { follow(JSON.parse(event.data)); });
}());

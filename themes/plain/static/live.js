// Only while an editor works (`plainplan serve`): reload after a change, show what is wrong.
(function () {
  "use strict";
  var box = null;
  function show(text) {
    if (box) { box.remove(); box = null; }
    if (!text) { return; }
    box = document.createElement("section");
    box.setAttribute("role", "alert");
    box.className = "problems";
    var heading = document.createElement("h2");
    heading.textContent = "This plan cannot be published yet";
    var list = document.createElement("pre");
    list.textContent = text;
    box.append(heading, list);
    document.body.prepend(box);
  }
  function ask() {
    return fetch("/-/problems").then(function (answer) { return answer.text(); });
  }
  var source = new EventSource("/-/changes");
  source.addEventListener("change", function () {
    ask().then(function (text) {
      if (text) { show(text); } else { location.reload(); }
    });
  });
  ask().then(show);
}());

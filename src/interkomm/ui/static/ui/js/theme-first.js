// Loaded before the style sheets, so that a chosen theme does not flash. Without a choice the device decides (CSS).
(function () {
  "use strict";
  var theme = null;
  try {
    theme = window.localStorage.getItem("ik-theme");
  } catch (error) {
    // Storage is switched off: the device decides.
  }
  if (theme === "light" || theme === "dark") {
    document.documentElement.setAttribute("data-kern-theme", theme);
  }
  document.documentElement.classList.add("ik-script");
})();

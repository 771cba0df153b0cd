// What html-validate holds every page to: the HTML standard, and its rules for accessibility.
"use strict";

module.exports = {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // Any element with a role may be named; a list with a name is one.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // A group of boxes to tick is one name with several values.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "submit", "button"] }],
    // The standard lets both be written in any case, and left out where the default is meant.
    "doctype-style": "off",
    "no-implicit-button-type": "off",
    "no-implicit-input-type": "off",
    // A label around its field may name it too: older screen readers know only that.
    "no-redundant-for": "off",
    // A box that scrolls is a region only so that a keyboard can get into it.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // `white-space: nowrap` keeps numbers whole; a hyphen of another kind would be copied along.
    "tel-non-breaking": "off",
  },
};

// The one script of every page: these parts, joined by finder/web/assets.py. All works without it.
import "./js/exit.js";
import "./js/suggest.js";
import "./js/location.js";
import "./js/copy.js";
import "./js/language.js";
import "./js/save.js";

// The script of staff pages that wait for work in the background. All works without it.
import "./js/progress.js";

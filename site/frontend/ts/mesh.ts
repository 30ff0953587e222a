// Small comforts. Every page is complete without this file.
import { focusErrorSummary } from "./error_summary";
import { askForMissingNode, markShownView } from "./pathway_views";
import { offerCopies } from "./share";
import { submitOnce } from "./submit_once";

focusErrorSummary(document);
submitOnce(document);
offerCopies(document);
markShownView(document);
// After the scripts of the page, of which one may have drawn the map.
addEventListener("load", () => askForMissingNode(document));

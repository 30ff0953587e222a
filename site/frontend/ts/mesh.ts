// Small comforts. Every page is complete without this file.
import { focusErrorSummary } from "./error_summary";
import { submitOnce } from "./submit_once";

focusErrorSummary(document);
submitOnce(document);

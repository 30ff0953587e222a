import MindElixir from "mind-elixir";
import "mind-elixir/style.css";
import { isReady, readTree } from "./tree.js";

const convert = ({ id, label, children }) => ({ id, topic: label, children: children.map(convert) });
const data = { nodeData: convert(readTree()) };
const start = performance.now();
const map = new MindElixir({ el: "#map", direction: MindElixir.SIDE, editable: false, toolBar: false, keypress: false });
map.init(data);
isReady(start);

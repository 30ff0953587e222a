import { Markmap } from "markmap-view";
import { isReady, readTree } from "./tree.js";

const escape = (text) => text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const convert = ({ label, children }) => ({ content: escape(label), children: children.map(convert) });
const data = convert(readTree());
const start = performance.now();
const map = Markmap.create("#map", { duration: 0, initialExpandLevel: -1 });
await map.setData(data);
await map.fit();
isReady(start);

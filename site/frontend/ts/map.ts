import { MeshMap } from "./map/element";

customElements.define("mesh-map", MeshMap);

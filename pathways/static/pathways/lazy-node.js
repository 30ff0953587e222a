/* A node of a map shown as one line until it is opened (see pathways/blocks/lazy.py).

   Wagtail builds every field of every block when the page loads: a map of 60 nodes takes
   8 seconds. Here a node that came from the server is a line with a sealed value; its
   fields are built when it is opened. Depends on
   `window.wagtailStreamField.blocks.StructBlockDefinition`: a Chromium test watches it. */
(() => {
  const Base = window.wagtailStreamField.blocks.StructBlockDefinition;
  const nodes = new WeakMap(); // the element of a stream child -> its LazyNode

  const childElement = (element) => element.closest('[data-streamfield-child]');

  /** The nearest node above in the list that has not been deleted. */
  const nodeBefore = (element) => {
    let sibling = childElement(element)?.previousElementSibling;
    while (sibling) {
      if (nodes.has(sibling) && sibling.getAttribute('aria-hidden') !== 'true') {
        return nodes.get(sibling);
      }
      sibling = sibling.previousElementSibling;
    }
    return null;
  };

  class LazyNode {
    constructor(definition, placeholder, prefix, state) {
      this.definition = definition;
      this.type = definition.name;
      this.prefix = prefix;
      this.element = document.createElement('div');
      this.element.className = 'lazy-node';
      placeholder.replaceWith(this.element);
      this.container = [this.element];
      const child = childElement(this.element);
      if (child) nodes.set(child, this);
      if (state && state.raw) this.close(state);
      else this.open(this.withLevel(state || {}));
    }

    /** A new node stands beside the one above it; beneath it if that is the start. */
    withLevel(state) {
      if (state.level) return state;
      const before = nodeBefore(this.element);
      return { ...state, level: before ? Math.max(2, before.level) : 1 };
    }

    get level() {
      if (!this.fields) return this.state.level;
      return parseInt(this.fields.getValue().level, 10) || 1;
    }

    close(state) {
      this.state = state;
      const { kinds, words } = this.definition.meta;
      const sealed = document.createElement('input');
      sealed.type = 'hidden';
      sealed.name = `${this.prefix}-__raw`;
      sealed.value = state.raw;
      const line = document.createElement('div');
      line.className = 'lazy-node__line';
      line.style.setProperty('--level', state.level);
      const place = document.createElement('span');
      place.className = 'lazy-node__kind';
      place.textContent = [`${words.level} ${state.level}`, kinds[state.kind]].filter(Boolean).join(' · ');
      const label = document.createElement('span');
      label.className = 'lazy-node__label';
      label.textContent = state.label || words.untitled;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button button-small button-secondary';
      button.textContent = words.edit;
      button.setAttribute('aria-label', `${words.edit}: ${label.textContent}`);
      button.addEventListener('click', () => {
        this.open(this.state.state);
        this.fields.focus();
      });
      line.append(place, label, button);
      this.element.replaceChildren(sealed, line);
    }

    open(state, error) {
      if (this.fields) return;
      const placeholder = document.createElement('div');
      this.element.replaceChildren(placeholder);
      this.fields = Base.prototype.render.call(this.definition, placeholder, this.prefix, state, error);
    }

    opened() {
      if (!this.fields) this.open(this.state.state);
      return this.fields;
    }

    setState(state) {
      if (state && state.raw && !this.fields) this.close(state);
      else this.opened().setState(state.state || state);
    }

    setError(error) {
      if (error) this.opened().setError(error);
    }

    getState() {
      return this.fields ? this.fields.getState() : this.state;
    }

    getDuplicatedState() {
      // A sealed value belongs to one node: the copy must be made of fields.
      return this.opened().getDuplicatedState();
    }

    getValue() {
      return this.fields ? this.fields.getValue() : this.state.state;
    }

    getTextLabel(options) {
      return this.fields ? this.fields.getTextLabel(options) : this.state.label;
    }

    focus(options) {
      if (this.fields) this.fields.focus(options);
      else this.element.querySelector('button').focus();
    }
  }

  class LazyNodeDefinition extends Base {
    render(placeholder, prefix, initialState, initialError) {
      const node = new LazyNode(this, placeholder, prefix, initialState);
      node.setError(initialError);
      return node;
    }
  }

  window.telepath.register('mesh.LazyNode', LazyNodeDefinition);
})();

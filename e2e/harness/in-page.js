// Runs in every page under test (see browser.ts): what can only be asked from within the page.
globalThis.inPage = {
  /** What a page lacks that every page must have: one heading of the first level, and names for what is operated. */
  accessibilityFaults() {
    const faults = [];
    const all = selector => [...document.querySelectorAll(selector)];
    const referenced = (element, attribute) =>
      (element.getAttribute(attribute) ?? '').split(/\s+/).filter(part => part !== '');
    const textOf = id => document.getElementById(id)?.textContent?.trim() ?? '';
    const nameOf = element =>
      element.getAttribute('aria-label') ||
      referenced(element, 'aria-labelledby').map(textOf).join(' ') ||
      element.textContent?.trim() ||
      [...element.querySelectorAll('img')].map(image => image.alt).join(' ');

    if (!document.documentElement.lang) faults.push('the document has no language');
    if (!document.title) faults.push('the page has no title');
    const headings = all('h1').length;
    if (headings !== 1) faults.push(`the page has ${headings} headings of the first level`);
    if (all('main').length !== 1) faults.push('the page has not one main part');
    for (const field of all('input:not([type=hidden]), select, textarea')) {
      const labelled = [...(field.labels ?? [])].some(label => label.textContent?.trim());
      if (!labelled && !field.getAttribute('aria-label')) faults.push(`a field has no label: ${field.outerHTML}`);
    }
    for (const operated of all('button, a[href]')) {
      if (!nameOf(operated)) faults.push(`something to press has no name: ${operated.outerHTML}`);
    }
    for (const image of all('img')) {
      if (!image.hasAttribute('alt')) faults.push(`an image has no text: ${image.outerHTML}`);
    }
    for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls']) {
      for (const id of all(`[${attribute}]`).flatMap(element => referenced(element, attribute))) {
        if (!document.getElementById(id)) faults.push(`${attribute} names ${id}, which is not there`);
      }
    }
    const ids = all('[id]').map(({ id }) => id);
    for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) {
      faults.push(`more than one element has the id ${id}`);
    }
    return faults;
  },

  /** The name of what has the focus, as its label or text says. */
  focusedName() {
    const element = document.activeElement;
    const labels = [...(element?.labels ?? [])].map(label => label.textContent).join(' ');
    return (element?.getAttribute('aria-label') || labels || element?.textContent || '').trim();
  },

  /** Whether the focused element, or a frame around it that stands for it, is outlined. */
  focusShows() {
    for (let element = document.activeElement; element; element = element.parentElement) {
      if (getComputedStyle(element).outlineStyle !== 'none') return true;
    }
    return false;
  },

  /** By how many pixels the page is wider than the screen. */
  overflow() {
    return document.documentElement.scrollWidth - window.innerWidth;
  },
};

// What tests/support/page_faults.py asks a page; an object whose functions stand alone.
({
  // Links in a sentence are excepted, and so is a target with room around it (2.5.8); a tick box
  // counts together with its label.
  smallTargets(smallest) {
    const shown = one =>
      one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      getComputedStyle(one).clipPath === "none";
    const box = one => {
      const rects = [one, ...(one.labels ?? [])].map(part => part.getBoundingClientRect());
      return {
        left: Math.min(...rects.map(rect => rect.left)),
        top: Math.min(...rects.map(rect => rect.top)),
        right: Math.max(...rects.map(rect => rect.right)),
        bottom: Math.max(...rects.map(rect => rect.bottom)),
      };
    };
    const isInSentence = one => {
      if (one.localName !== "a" || getComputedStyle(one).display !== "inline") return false;
      const around = one.closest("p, li, dd, td, figcaption, div");
      return around && around.textContent.trim().length > one.textContent.trim().length;
    };
    const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary";
    const targets = [...document.querySelectorAll(controls)]
      .filter(shown)
      .map(one => ({ one, box: box(one) }));
    const isLarge = ({ box }) =>
      box.right - box.left >= smallest - 0.5 && box.bottom - box.top >= smallest - 0.5;
    const hasRoom = ({ one, box }) =>
      targets.every(other => {
        if (other.one === one || other.one.contains(one) || one.contains(other.one)) return true;
        const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
        const across = Math.max(other.box.left - x, 0, x - other.box.right);
        const down = Math.max(other.box.top - y, 0, y - other.box.bottom);
        return Math.hypot(across, down) >= smallest / 2;
      });
    return targets
      .filter(target => !isLarge(target) && !hasRoom(target) && !isInSentence(target.one))
      .map(({ one, box }) => {
        const size = [box.right - box.left, box.bottom - box.top].map(Math.round).join("x");
        return `${size} ${one.outerHTML.replace(/\s+/g, " ").slice(0, 100)}`;
      });
  },

  // What is for screen readers alone is clipped on purpose.
  cutOff() {
    return [...document.body.querySelectorAll("*")]
      .filter(one => {
        if (!one.checkVisibility() || one.closest("svg, iframe, select")) return false;
        const style = getComputedStyle(one);
        const hides = /hidden|clip/;
        const isCut =
          (hides.test(style.overflowX) && one.scrollWidth > one.clientWidth + 1) ||
          (hides.test(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
        return isCut && one.clientWidth > 1 && one.textContent.trim() !== "";
      })
      .map(one => one.outerHTML.replace(/\s+/g, " ").slice(0, 120));
  },

  runsOff() {
    const over = document.documentElement.scrollWidth - innerWidth;
    if (over <= 0) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(
      one => one.getBoundingClientRect().right > innerWidth + 0.5 && one.checkVisibility(),
    );
    return [`${over} px too wide`, ...wide.slice(-2).map(one => one.outerHTML.slice(0, 120))];
  },

  headings() {
    return [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
      .filter(one => one.checkVisibility())
      .map(one => Number(one.localName[1]));
  },

  // Of a group of radio buttons Tab reaches one.
  stops() {
    const groups = new Set();
    return [
      ...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex]",
      ),
    ].filter(one => {
      if (one.tabIndex < 0 || one.disabled || !one.checkVisibility({ visibilityProperty: true })) {
        return false;
      }
      if (one.type !== "radio") return true;
      const isFirst = !groups.has(one.name);
      groups.add(one.name);
      return isFirst;
    }).length;
  },

  moves() {
    const longest = text => Math.max(...text.split(",").map(parseFloat));
    const moving = [...document.querySelectorAll("*")].filter(one => {
      const style = getComputedStyle(one);
      return (
        longest(style.transitionDuration) > 0.01 ||
        (style.animationName !== "none" && longest(style.animationDuration) > 0.01) ||
        style.scrollBehavior === "smooth"
      );
    });
    return [...new Set(moving.map(one => `${one.localName}.${one.className} moves`))];
  },

  // Where people choose their own colours, a control is known by its edge.
  lostInForcedColours() {
    const told = "a[href], button, input:not([type=hidden]), select, textarea, summary, strong, h1";
    const hasEdge = style => style.borderTopStyle !== "none" || style.borderBottomStyle !== "none";
    return [...document.querySelectorAll(told)]
      .filter(one => one.checkVisibility({ visibilityProperty: true }))
      .filter(one => {
        const style = getComputedStyle(one);
        if (style.forcedColorAdjust === "none") return true;
        const isControl = /^(button|select|textarea|input)$/.test(one.localName);
        if (isControl && !/radio|checkbox/.test(one.type)) return !hasEdge(style);
        return style.color === style.backgroundColor;
      })
      .map(one => one.outerHTML.replace(/\s+/g, " ").slice(0, 120));
  },
})

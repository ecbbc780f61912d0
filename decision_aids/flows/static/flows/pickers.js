/* Pickers of the editor: a condition (an earlier question and its answers) and an option of the aid.
   Both stand on a hidden field that keeps ids; people see and choose words only. */
(() => {
  const { Controller } = window.StimulusModule;
  const { url, words } = JSON.parse(document.getElementById("flow-pickers").textContent);
  const EVENTS = ["change", "input", "click", "drop"]; // on their way down: deleting a block stops them on the way up
  const WAIT = 1200; // milliseconds of rest after a change before the lists are read again

  /* What can be picked, read from the form as it is now, saved or not; one request for all pickers together. */
  const sources = {
    pickers: new Set(),
    found: null,
    failed: false,
    timer: null,

    join(picker) {
      this.pickers.add(picker);
      if (this.pickers.size === 1) {
        this.changed = () => this.readLater(WAIT);
        for (const name of EVENTS) document.addEventListener(name, this.changed, true);
      }
      if (this.found || this.failed) picker.draw();
      this.readLater(this.found ? WAIT : 0);
    },

    leave(picker) {
      this.pickers.delete(picker);
      if (!this.pickers.size) {
        for (const name of EVENTS) document.removeEventListener(name, this.changed, true);
      }
    },

    readLater(wait) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.read(), wait);
    },

    async read() {
      const picker = this.pickers.values().next().value;
      const form = picker && picker.element.form;
      if (!form) return;
      try {
        const response = await fetch(url, {
          method: "POST",
          body: new FormData(form),
          headers: { "X-Requested-With": "XMLHttpRequest" },
        });
        if (!response.ok) throw new Error(response.status);
        const text = await response.text();
        if (text === this.text && !this.failed) return;
        const news = this.text && text !== this.text;
        this.text = text;
        this.found = JSON.parse(text);
        this.failed = false;
        // Wagtail does not see by itself that a block was deleted or moved: then the draft would not be saved.
        if (news) picker.element.dispatchEvent(new Event("change", { bubbles: true }));
      } catch {
        this.failed = true;
      }
      for (const each of this.pickers) each.draw();
    },
  };

  const make = (name, properties = {}, ...children) => {
    const { className, ...attributes } = properties;
    const element = document.createElement(name);
    if (className) element.className = className;
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  const choice = (value, label, selected) => make("option", { value, selected }, label);

  class Picker extends Controller {
    connect() {
      this.box = make("div", { className: "flow-picker" });
      this.element.after(this.box);
      sources.join(this);
      if (!sources.found) this.box.append(make("p", { className: "help" }, words.wait));
    }

    disconnect() {
      sources.leave(this);
      this.box.remove();
    }

    /* Draws the lists; the field with the focus keeps it. */
    draw() {
      const focused = this.box.contains(document.activeElement) ? document.activeElement.dataset.part : null;
      const parts = sources.found ? this.parts() : [];
      if (sources.failed) {
        parts.push(make("p", { className: "help help-warning", role: "status" }, words.failed));
      }
      this.box.replaceChildren(...parts);
      if (focused) this.box.querySelector(`[data-part="${focused}"]`)?.focus();
    }

    keep(value) {
      if (this.element.value === value) return;
      this.element.value = value;
      this.element.dispatchEvent(new Event("change", { bubbles: true }));
    }

    warning(words) {
      return make("p", { className: "help-block help-warning", role: "status" }, words);
    }
  }

  class ConditionPicker extends Picker {
    get condition() {
      let kept = {};
      try {
        kept = JSON.parse(this.element.value || "{}") || {};
      } catch {
        kept = {};
      }
      return { source: kept.source || "", operator: kept.operator || "any", operands: kept.operands || [] };
    }

    /* The questions that stand before the step or chapter that this condition is of. */
    get earlier() {
      const top = this.element.name.match(/^[a-z_]+-\d+/)?.[0];
      const own = this.element.form.elements[`${top}-id`]?.value;
      const { order, questions } = sources.found;
      const place = order.indexOf(own);
      return place < 0 ? questions : questions.filter((question) => order.indexOf(question.step) < place);
    }

    change(part) {
      this.keep(JSON.stringify({ ...this.condition, ...part }));
      this.draw();
    }

    parts() {
      const { source, operator, operands } = this.condition;
      const earlier = this.earlier;
      const question = earlier.find((each) => each.id === source);
      const later = !question && sources.found.questions.find((each) => each.id === source);
      const parts = [this.questionList(source, earlier, question, later)];
      if (!source) {
        if (!earlier.length) parts.push(make("p", { className: "help" }, words.none_earlier));
        return parts;
      }
      if (later) parts.push(this.warning(words.later_warning));
      if (!question && !later) parts.push(this.warning(words.gone_warning));
      parts.push(this.operatorList(operator), this.answerList((question || later)?.answers || [], operands));
      return parts;
    }

    questionList(source, earlier, question, later) {
      const list = make("select", { "data-part": "question" }, choice("", words.choose, !source));
      if (source && !question) list.append(choice(source, later ? later.label : words.gone, true));
      const groups = new Map();
      for (const each of earlier) {
        if (!groups.has(each.step)) groups.set(each.step, make("optgroup", { label: each.group }));
        groups.get(each.step).append(choice(each.id, each.label, each.id === source));
      }
      list.append(...groups.values());
      list.addEventListener("change", () => this.change({ source: list.value, operands: [] }));
      return make("label", { className: "flow-picker__line" }, make("span", {}, words.question), list);
    }

    operatorList(operator) {
      const list = make("select", { "data-part": "operator" });
      for (const each of ["any", "all", "none"]) list.append(choice(each, words[each], each === operator));
      list.addEventListener("change", () => this.change({ operator: list.value }));
      return make("label", { className: "flow-picker__line" }, make("span", {}, words.answer), list);
    }

    answerList(answers, operands) {
      const known = new Set(answers.map((answer) => answer.id));
      const gone = operands.filter((id) => !known.has(id)).map((id) => ({ id, label: words.answer_gone }));
      const set = make("fieldset", { className: "flow-picker__answers" }, make("legend", {}, words.answers));
      for (const answer of [...answers, ...gone]) {
        const box = make("input", { type: "checkbox", value: answer.id, "data-part": `answer-${answer.id}` });
        box.checked = operands.includes(answer.id);
        box.addEventListener("change", () => {
          const others = this.condition.operands.filter((id) => id !== answer.id);
          this.change({ operands: box.checked ? [...others, answer.id] : others });
        });
        set.append(make("label", { className: "flow-picker__answer" }, box, make("span", {}, answer.label)));
      }
      return set;
    }
  }

  class OptionPicker extends Picker {
    parts() {
      const { options } = sources.found;
      const value = this.element.value;
      const list = make("select", { "data-part": "option", "aria-label": words.option }, choice("", words.no_option, !value));
      const gone = value && !options.some((option) => option.id === value);
      if (gone) list.append(choice(value, words.option_gone, true));
      for (const option of options) list.append(choice(option.id, option.label, option.id === value));
      list.addEventListener("change", () => {
        this.keep(list.value);
        this.draw();
      });
      return gone ? [list, this.warning(words.option_gone_warning)] : [list];
    }
  }

  window.wagtail.app.register("flow-condition", ConditionPicker);
  window.wagtail.app.register("flow-option", OptionPicker);
})();

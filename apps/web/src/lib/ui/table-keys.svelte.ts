interface Actions {
  /** How many rows there are. */
  rows: () => number;
  open: (index: number) => void;
  toggle: (index: number) => void;
  /** A row, which may be far from the screen. */
  bring: (index: number) => Promise<HTMLElement | undefined>;
}

/** Moves between the rows of a table with the keyboard. Rows carry their place as `data-row`. */
export class TableKeys {
  /** The row that Tab reaches. */
  active = $state(0);
  readonly #actions: Actions;

  constructor(actions: Actions) {
    this.#actions = actions;
  }

  attach = (table: HTMLTableElement): (() => void) => {
    const onfocus = (event: FocusEvent) => {
      const index = rowOf(event.target);
      if (index !== null) this.active = index;
    };
    const onkeydown = (event: KeyboardEvent) => {
      const index = rowOf(event.target);
      if (index === null || event.ctrlKey || event.metaKey || event.altKey) return;
      const last = this.#actions.rows() - 1;
      const moves: Record<string, number> = {
        ArrowDown: index + 1,
        ArrowUp: index - 1,
        Home: 0,
        End: last,
      };
      const to = moves[event.key];
      if (to !== undefined)
        void this.#actions.bring(Math.max(0, Math.min(last, to))).then((row) => row?.focus());
      else if (event.key === 'Enter') this.#actions.open(index);
      else if (event.key === ' ') this.#actions.toggle(index);
      else return;
      event.preventDefault();
    };
    table.addEventListener('focusin', onfocus);
    table.addEventListener('keydown', onkeydown);
    return () => {
      table.removeEventListener('focusin', onfocus);
      table.removeEventListener('keydown', onkeydown);
    };
  };
}

/** The row that itself has the focus; null for something inside it. */
const rowOf = (target: EventTarget | null): number | null =>
  target instanceof HTMLTableRowElement && target.dataset.row !== undefined
    ? Number(target.dataset.row)
    : null;

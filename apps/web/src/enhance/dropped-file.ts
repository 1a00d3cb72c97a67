/** Puts files that are dropped on a form where `fieldOf` says, as if they had been chosen there. */
export function takeDropped(form: HTMLFormElement, fieldOf: (file: File) => HTMLInputElement): void {
  form.addEventListener('dragover', (event) => event.preventDefault());
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    for (const file of event.dataTransfer?.files ?? []) {
      const transfer = new DataTransfer();
      transfer.items.add(file);
      const field = fieldOf(file);
      field.files = transfer.files;
      field.dispatchEvent(new Event('change'));
    }
  });
}

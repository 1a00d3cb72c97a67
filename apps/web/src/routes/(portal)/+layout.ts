/** Portal pages are read, not run: they ship no JavaScript. A page that needs some sets `csr = true` itself. */
export const csr = false;

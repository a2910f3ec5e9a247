/**
 * For `<details {...opened(isOpen)}>`: told only where it is so, for the server too. With
 * `open={isOpen}` whatever somebody has opened before scripts ran would close again.
 */
export const opened = (isOpen: boolean): { open?: true } => (isOpen ? { open: true } : {});

// localStorage that may be missing, full or forbidden: then nothing is remembered, and nothing breaks.
export function read(key) {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function write(key, value) {
  try {
    window.localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

export function forget(key) {
  try {
    window.localStorage.removeItem(key);
  } catch {
    // Nothing was remembered.
  }
}

export function keys(prefix) {
  try {
    return Object.keys(window.localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

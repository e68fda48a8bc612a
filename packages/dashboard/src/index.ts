// Nothing is here yet: this package exports nothing.
export {};

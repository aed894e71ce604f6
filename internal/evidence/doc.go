// Package evidence holds the rules of the evidence register: which question a file
// belongs to by its name, which evidence counts, and what is missing from whom. It
// is pure: it reads no file and no record.
package evidence

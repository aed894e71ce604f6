// Package monev is the domain: the office, its meetings, the six areas of
// change, findings, proposals and follow-ups, and the rules between them.
//
// Everything here is pure: values in, values or a *Refusal out. Time is always
// given by the caller, never read. Texts are Indonesian where a user reads them.
package monev

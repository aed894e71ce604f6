// Package lke is the Lembar Kerja Evaluasi of a Zona Integritas: the instrument
// as data, what an office answered, and every figure that follows from it.
//
// Data in, figures out: nothing here reads a clock or a file, except that the
// national instrument and the layout of the ministry's 2026 forms are embedded.
// Sentences in the instrument file are ours, not the regulation's. Where a rule
// below names a section (§), it is one of scoring.md, the research note the
// figures come from.
//
// Points are exact fractions ([Num]) from the answer to the comparison with a
// minimum; rounding happens only in a text for the user. What a question is
// worth follows from its sub-component: weight ÷ number of questions (§2).
//
// The way through the package: [Default] or [Load] gives an [Instrument]; a
// [Sheet] holds the answers of one layer; [Instrument.Score] gives a [Result];
// [Result.Verdict] measures it against WBK or WBBM; [Instrument.Shortest] finds
// the least that is missing. An Instrument is never changed after loading and
// may be shared between goroutines.
package lke

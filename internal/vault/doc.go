// Package vault keeps the files of the data folder: evidence, photos and what else
// the records point to.
//
// A file is taken in by copying: hashed on the way, written under a temporary name,
// flushed, renamed, so that a name in the data folder always stands for a whole
// file. Names are readable without monev and fit for Windows; no file that is there
// is ever replaced. What is read or written inside the data folder cannot leave it,
// whatever links stand there (os.Root).
//
// What the user gets to read comes back as a *monev.Refusal: field "berkas" if the
// file to take is at fault, field "simpanan" if the data folder is. It is joined
// with the system's error.
package vault

// Package xlsx reads Excel workbooks strictly and edits cells of one in place.
//
// Reading: Open checks the whole file before anything is unpacked into memory
// (size of every part, checksums, encryption, duplicate names); Book.Sheet reads
// one sheet: values, formulas, number formats, merged cells, list validations.
// Every byte comes from outside: what is not as it should be is refused with a
// *monev.Refusal of the field "berkas", and a DTD always is.
//
// Editing: Book.Edit replaces cells inside the XML of the sheet and leaves every
// other byte of it as it was; all other parts are copied as they are, compressed
// bytes included. The one exception is the flag fullCalcOnLoad in the workbook
// part: without it Excel would go on showing results computed from the old
// answers. A library that builds the workbook anew cannot promise that: it
// rewrites parts it knows and may drop what it does not.
package xlsx

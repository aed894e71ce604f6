// Package report makes the documents of a meeting.
//
// A document is built once, by its Kind, as a Doc: a list of typed blocks
// without any format. Renderers turn a Doc into bytes (Markdown and DOCX here,
// PDF and HTML in the packages below); a new document is a new Kind in the
// catalogue, a new format a new renderer.
//
// Everything here is pure: the same input gives the same bytes, no clock is
// read and no file touched. Writing files is the business of report/out.
package report

// Package workbook reads, fills and makes Excel workbooks of the LKE.
//
// The ministry's form of 2026 (portalrb.md): Read takes the answers of the unit
// and of TPI out of a filled one, Fill puts the unit's answers into one without
// touching any other cell. Both first make sure that it is that form (see layout.go).
//
// The readable workbook of our own: Render makes it, with live formulas whose
// stored results are our own score; OpenOwn knows one again by a mark in its hidden
// column, and Own.Read takes the unit's answers out of it.
//
// What is wrong with a file is told by a *monev.Refusal that names the rows, and
// nothing is made.
package workbook

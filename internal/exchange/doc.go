// Package exchange carries LKE answers between the program and the ministry's
// PortalRB forms (portalrb.md). It knows the rows of these forms, 127 inputs in
// 2026, and how they become sheets of answers and back; the packages below it
// know one file format each: portal the JSON, workbook the Excel workbooks, xlsx
// how to read and edit such a file without harm.
//
// Bytes in, values out: nothing here knows a path or changes stored data. What
// cannot be taken is refused as a whole, as a *monev.Refusal that names the row.
package exchange

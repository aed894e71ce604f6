package tanggal

// Size writes a number of bytes as people read it, in steps of 1.024:
// "812 B", "1,2 MB", "34 MB". Negative numbers count as 0.
func Size(bytes int64) string {
	if bytes < 1024 {
		return Thousands(max(bytes, 0)) + " B"
	}
	x, unit := float64(bytes)/1024, "KB"
	for _, u := range []string{"MB", "GB", "TB"} {
		if x < 1023.95 {
			break
		}
		x, unit = x/1024, u
	}
	if x < 9.95 {
		return Decimal(x, 1) + " " + unit
	}
	return Decimal(x, 0) + " " + unit
}

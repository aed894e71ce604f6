package report

import (
	"testing"

	"monev/internal/monev"
)

// SampleNotula is the notula of the sample meeting, for tests of the formats.
func SampleNotula(t testing.TB, draft bool) Doc {
	d := Notula(sample(t, func(m *monev.Meeting) {
		if draft {
			m.Status = monev.Running
		}
	}), Options{})
	return d
}

package cli

import (
	"testing"

	"monev/internal/monev"
)

// A finding that came from a note of TPI says so to other programs.
func TestShapeOfAFindingWithItsOrigin(t *testing.T) {
	const source = "Catatan TPI LKE 2025 (A.I.3.iv.b)"
	got := shapeArea(2, "SDM", monev.AreaPart{Findings: []monev.Finding{{Text: "a", Source: source}}}, nil).Findings
	if len(got) != 1 || got[0].Source != source {
		t.Errorf("%+v", got)
	}
}

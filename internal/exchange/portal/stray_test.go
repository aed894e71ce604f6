package portal_test

import (
	"strings"
	"testing"

	"monev/internal/exchange/portal"
	"monev/internal/lke"
)

// A number that no layout has is named, also in a file of another year.
func TestStrayNumberOfAnotherYearIsNamed(t *testing.T) {
	_, err := portal.Parse(lke.Default(), []byte(`{"unit_id": "1", "nama_unit": "x", "tahun": 2025, "answers": [{"soal_id": 999, "jawaban_unit": "Ya"}]}`))
	if err == nil || !strings.Contains(err.Error(), "soal 999 tidak ada") {
		t.Errorf("%v", err)
	}
}

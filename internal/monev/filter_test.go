package monev

import (
	"slices"
	"testing"
)

// The words of the standing filters are stored with saved filters: they must not
// change.
func TestStandingFiltersKeepTheirWords(t *testing.T) {
	if !slices.Equal(Whiches(), []Which{"terbuka", "terlambat", "jatuh tempo", "perlu keputusan pimpinan", "selesai", "semua"}) {
		t.Errorf("filters %q", Whiches())
	}
}

// A list of all filters can be changed without changing the next one.
func TestAllFiltersAreTheCallers(t *testing.T) {
	own := []SavedFilter{{ID: "00001", Name: "Uji"}}
	all := AllFilters(own)
	all[0].Name, all[len(all)-1].Name = "lain", "lain"
	if again := AllFilters(own); again[0].Name == "lain" || own[0].Name == "lain" || len(again) != len(BuiltInFilters())+1 {
		t.Errorf("%+v", again)
	}
}

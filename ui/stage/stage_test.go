package stage

import (
	"testing"

	"monev/internal/monev"
	"monev/ui/kit"
	"monev/ui/theme"
)

// The way to another stage is that of the meeting it was asked in; the command runs
// beside Update, which may give the stage another record meanwhile.
func TestGoDoesNotReadTheStageLater(t *testing.T) {
	b := NewBase(&kit.Kit{Styles: theme.New(theme.None())})
	b.M.Meeting.ID = "R0001"
	cmd := b.Go(monev.StageReview, "TL-1")
	told := make(chan any)
	go func() { told <- cmd() }()
	b.M.Meeting.ID = "R0002"
	if got, want := (<-told), (GoMsg{"R0001", monev.StageReview, "TL-1"}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

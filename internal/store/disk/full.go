package disk

import (
	"errors"
	"fmt"
	"strings"
)

// Full reports whether an error says that there is no room on the disk, or that
// the user may not use more of it.
func Full(err error) bool {
	for _, no := range fullErrnos() {
		if errors.Is(err, no) {
			return true
		}
	}
	return false
}

// Spoken returns an error of which a library has kept only the words so that Full
// knows it: if they end with those for a full disk. Any other error, also nil, comes
// back as it is.
func Spoken(err error) error {
	if err == nil || Full(err) {
		return err
	}
	for _, no := range fullErrnos() {
		if strings.HasSuffix(err.Error(), no.Error()) {
			return fmt.Errorf("%w (%w)", err, no)
		}
	}
	return err
}

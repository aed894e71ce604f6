// Package screen chooses the screen with which the program opens.
package screen

import (
	"monev/ui/kit"
	"monev/ui/screen/awal"
	"monev/ui/screen/beranda"
	"monev/ui/screen/latihan"
	"monev/ui/screen/rapat"
)

// First is the first start if the office is not known yet; otherwise Beranda,
// and on it the meeting in which the program ended, if place names one.
func First(k *kit.Kit, ready bool, place string) kit.Screen {
	if !ready {
		return awal.New(k, func() kit.Screen { return beranda.New(k, nil) }, latihan.New(k, beranda.Practice))
	}
	if p, ok := rapat.ParsePlace(place); ok {
		return beranda.New(k, &p).Ahead()
	}
	return beranda.New(k, nil).Ahead()
}

// Practice is First with the practice open on it. The meeting in which the program
// ended is left for the next start.
func Practice(k *kit.Kit, ready bool) kit.Screen {
	if !ready {
		return awal.New(k, func() kit.Screen { return beranda.New(k, nil) }, latihan.New(k, beranda.Practice)).Begin()
	}
	return beranda.New(k, nil).Begin()
}

// Place is the draft under which First's place is kept.
const Place = rapat.PlaceKey

// Looked is a kept place as it is come back to where data are only read: no form
// opens in which somebody types for nothing.
func Looked(place string) string {
	p, ok := rapat.ParsePlace(place)
	if !ok {
		return place
	}
	p.Form = ""
	return p.String()
}

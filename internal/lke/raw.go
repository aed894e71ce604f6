package lke

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	// yaml.v3, not goccy/go-yaml: half the time on this file, and it bounds nesting
	// and aliases where 200 kB of "[" make the other eat all memory.
	"go.yaml.in/yaml/v3"
)

// MaxFile is the greatest instrument or answer file read, in bytes.
const MaxFile = 1 << 20

// The raw types are the file as it is written; build makes an Instrument of them.
type (
	rawFile struct {
		Instrument struct {
			Code   string     `yaml:"kode"`
			Name   string     `yaml:"nama"`
			Basis  string     `yaml:"dasar"`
			Year   int        `yaml:"tahun"`
			Weight rawNum     `yaml:"bobot_total"`
			Counts rawCounts  `yaml:"jumlah_butir"`
			Portal *rawCounts `yaml:"jumlah_isian_portalrb_2026"`
			Note   string     `yaml:"catatan_versi"`
		} `yaml:"instrumen"`
		Sources   map[string]string  `yaml:"sumber"`
		Confirmed rawConfirmed       `yaml:"konfirmasi_butir"`
		Scales    map[string]rawType `yaml:"tipe_jawaban"`
		Rules     struct {
			Zero []struct {
				Item string `yaml:"butir"`
			} `yaml:"pembagi_nol"`
		} `yaml:"aturan_hitung"`
		Minima struct {
			WBK  rawMinima `yaml:"wbk"`
			WBBM rawMinima `yaml:"wbbm"`
		} `yaml:"ambang"`
		Components struct {
			Lever   rawLever   `yaml:"pengungkit"`
			Outcome rawOutcome `yaml:"hasil"`
		} `yaml:"komponen"`
	}
	rawCounts struct {
		Fulfilment int `yaml:"pemenuhan"`
		Reform     int `yaml:"reform"`
		Outcome    int `yaml:"hasil"`
		Total      int `yaml:"total"`
	}
	rawConfirmed struct {
		Sources []string `yaml:"sumber"`
		Level   string   `yaml:"tingkat"`
	}
	rawType struct {
		Score yaml.Node `yaml:"skor"`
	}
	rawMinima struct {
		Total   *rawMinimum `yaml:"total"`
		Lever   *rawMinimum `yaml:"pengungkit"`
		Area    *rawMinimum `yaml:"tiap_area"`
		Clean   *rawMinimum `yaml:"birokrasi_bersih_akuntabel"`
		IPAK    *rawMinimum `yaml:"ipak"`
		Work    *rawMinimum `yaml:"capaian_kinerja"`
		Service *rawMinimum `yaml:"pelayanan_prima"`
		Before  *rawMinimum `yaml:"prasyarat"`
	}
	rawMinimum struct {
		Points  *rawNum  `yaml:"minimum"`
		Percent *rawNum  `yaml:"persen"`
		Index   *rawNum  `yaml:"indeks"`
		Text    string   `yaml:"teks"`
		Level   string   `yaml:"tingkat"`
		Sources []string `yaml:"sumber"`
		Note    string   `yaml:"catatan"`
	}
	rawLever struct {
		Code    string `yaml:"nomor"`
		Weight  rawNum `yaml:"bobot"`
		Aspects struct {
			Fulfilment rawNum `yaml:"pemenuhan"`
			Reform     rawNum `yaml:"reform"`
		} `yaml:"bobot_aspek"`
		Areas []rawArea `yaml:"area"`
	}
	rawArea struct {
		Number     int       `yaml:"nomor"`
		Name       string    `yaml:"nama"`
		Weight     rawNum    `yaml:"bobot_gabungan"`
		Counts     rawCounts `yaml:"jumlah_butir"`
		Fulfilment rawAspect `yaml:"pemenuhan"`
		Reform     rawAspect `yaml:"reform"`
	}
	rawAspect struct {
		Weight rawNum   `yaml:"bobot"`
		Subs   []rawSub `yaml:"sub"`
	}
	rawOutcome struct {
		Code   string   `yaml:"nomor"`
		Weight rawNum   `yaml:"bobot"`
		Subs   []rawSub `yaml:"sub"`
	}
	rawSub struct {
		Code   string    `yaml:"kode"`
		Name   string    `yaml:"nama"`
		Weight rawNum    `yaml:"bobot"`
		Items  []rawItem `yaml:"butir"`
	}
	rawItem struct {
		Code     string      `yaml:"nomor"`
		Kind     string      `yaml:"tipe"`
		Weight   *rawNum     `yaml:"bobot"`
		Question string      `yaml:"tanya"`
		Choices  []rawChoice `yaml:"pilihan"`
		Inputs   []rawInput  `yaml:"masukan"`
		Formula  string      `yaml:"rumus"`
		Evidence []string    `yaml:"eviden"`
		Ref      struct {
			Soal int    `yaml:"soal_portalrb"`
			Row  int    `yaml:"baris_2021"`
			BPS  string `yaml:"kode_bps"`
		} `yaml:"rujukan"`
		Confirmed *rawConfirmed `yaml:"konfirmasi"`
		Label     string        `yaml:"label_asli"`
		Note      string        `yaml:"catatan"`
	}
	rawChoice struct {
		Key       string `yaml:"kunci"`
		Score     rawNum `yaml:"skor"`
		Criterion string `yaml:"kriteria"`
	}
	rawInput struct {
		Key   string `yaml:"kunci"`
		Label string `yaml:"label"`
		Soal  int    `yaml:"soal_portalrb"`
		Row   int    `yaml:"baris_2021"`
	}
)

// noNumber is what is told of a figure: offices write a decimal comma.
const noNumber = "bukan bilangan desimal; tulis dengan titik, misalnya 0.67"

// rawNum is a decimal taken from its digits, never through a float.
type rawNum struct{ Num }

// UnmarshalYAML reads the digits as written.
func (n *rawNum) UnmarshalYAML(node *yaml.Node) error {
	v, err := ParseNum(node.Value)
	if node.Kind != yaml.ScalarNode || err != nil {
		return fmt.Errorf("yaml: line %d: %q "+noNumber, node.Line, clip(node.Value))
	}
	n.Num = v
	return nil
}

// MarshalJSON writes the digits, for the twin of the national file.
func (n rawNum) MarshalJSON() ([]byte, error) {
	r := n.Rat()
	places, exact := r.FloatPrec()
	if !exact {
		return nil, fmt.Errorf("%s is no decimal", r)
	}
	return json.Marshal(r.FloatString(places))
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (n *rawNum) UnmarshalJSON(b []byte) error {
	var digits string
	err := json.Unmarshal(b, &digits)
	if err == nil {
		n.Num, err = ParseNum(digits)
	}
	return err
}

// decode reads one YAML document into to. The error is Indonesian and names the
// line where the library knows it.
func decode(data []byte, to any) error {
	if len(data) > MaxFile {
		return fmt.Errorf("berkas lebih besar dari %d KiB", MaxFile>>10)
	}
	if json.Valid(data) { // JSON may be indented with tabs, YAML may not
		var flat bytes.Buffer
		if err := json.Compact(&flat, data); err == nil {
			data = flat.Bytes()
		}
	}
	d := yaml.NewDecoder(bytes.NewReader(data))
	err := d.Decode(to)
	var wrong *yaml.TypeError
	switch {
	case errors.Is(err, io.EOF):
		return errors.New("berkas kosong")
	case errors.As(err, &wrong):
		return errors.New(place(wrong.Errors[0]))
	case err != nil:
		return errors.New(place(err.Error()))
	}
	var more yaml.Node
	if err := d.Decode(&more); !errors.Is(err, io.EOF) {
		return errors.New("berkas berisi lebih dari satu dokumen atau rusak di bagian akhir")
	}
	return nil
}

// place turns "yaml: line 12: what" into "baris 12: " and what is wrong there in
// words of ours.
func place(msg string) string {
	msg = strings.TrimPrefix(msg, "yaml: ")
	if rest, ok := strings.CutPrefix(msg, "line "); ok {
		if n, what, ok := strings.Cut(rest, ": "); ok {
			if line, err := strconv.Atoi(n); err == nil {
				return fmt.Sprintf("baris %d: %s", line, inWords(what))
			}
		}
	}
	return inWords(msg)
}

func inWords(what string) string {
	switch {
	case strings.HasSuffix(what, noNumber):
		return what
	case strings.Contains(what, "already defined"):
		return "kunci yang sama tertulis dua kali"
	case strings.Contains(what, "max depth"), strings.Contains(what, "excessive aliasing"):
		return "susunannya terlalu dalam"
	case strings.Contains(what, "cannot unmarshal"):
		return "isinya bukan yang diharapkan di sini"
	}
	return "susunannya bukan YAML atau JSON yang benar"
}

package lke

// ZeroCase is where a percentage question divides by zero and no source settles
// what follows (§3).
type ZeroCase int

// The cases.
const (
	CaseDecline    ZeroCase = iota // nothing last year, something this year
	CaseComplaints                 // no complaints at all
	CaseHalf                       // nobody obliged under one half of a sub with halves
	CaseOther                      // every other ratio
	zeroCases
)

// Zero is what a policy makes of such a case.
type Zero int

// The ways out.
const (
	ZeroUnrated Zero = iota // "belum dapat dinilai": 0 points, said so
	ZeroNought              // score 0
	ZeroFull                // score 1
	ZeroLeftOut             // not counted; the rest of the sub carries its weight
)

// Policy names what is done about zero divisors. It is chosen by the user, shown
// with the result, and never a silent number.
type Policy struct {
	Code string // stable, for stored settings: "anjuran"
	Name string
	Text string // one or two sentences for the user
	ways [zeroCases]Zero
}

// Way is what p does in a case.
func (p Policy) Way(c ZeroCase) Zero { return p.ways[c] }

// Recommended is the policy of §3: discipline 0→n scores 0, no complaints
// scores 1, an empty half is left out, everything else is not rated.
func Recommended() Policy { return policies[0] }

// Policies lists all, the recommended one first.
func Policies() []Policy { return append([]Policy(nil), policies[:]...) }

// PolicyByCode finds a stored choice.
func PolicyByCode(code string) (Policy, bool) {
	for _, p := range policies {
		if p.Code == code {
			return p, true
		}
	}
	return Policy{}, false
}

var policies = [...]Policy{
	{"anjuran", "Anjuran monev",
		"Pelanggaran dari nol menjadi ada bernilai 0; tanpa pengaduan bernilai penuh; bagian laporan harta tanpa wajib lapor tidak ikut dihitung; pembagi nol lainnya belum dapat dinilai.",
		[zeroCases]Zero{ZeroNought, ZeroFull, ZeroLeftOut, ZeroUnrated}},
	{"ketat", "Ketat",
		"Setiap pembagi nol bernilai 0.",
		[zeroCases]Zero{ZeroNought, ZeroNought, ZeroNought, ZeroNought}},
	{"longgar", "Longgar",
		"Pembagi nol bernilai penuh, kecuali pelanggaran dari nol menjadi ada yang bernilai 0.",
		[zeroCases]Zero{ZeroNought, ZeroFull, ZeroFull, ZeroFull}},
}

// zeroNote is the sentence shown beside a question that met a zero divisor.
func zeroNote(c ZeroCase, z Zero) string {
	what := [zeroCases]string{
		"Tahun lalu tidak ada pelanggaran, tahun ini ada",
		"Tidak ada pengaduan yang harus ditindaklanjuti",
		"Tidak ada yang wajib lapor pada bagian ini",
		"Pembaginya nol",
	}[c]
	return what + [...]string{
		": belum dapat dinilai, dihitung 0.",
		": dihitung 0.",
		": dihitung penuh.",
		": bagian ini tidak ikut dihitung, bagian lain memikul bobotnya.",
	}[z]
}

package crashsim

import (
	"hash/maphash"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// image is the content of a folder; names of folders in it end with "/".
type image map[string][]byte

// Options say how far Explore goes.
type Options struct {
	Seed   uint64
	Most   int // distinct states, 0 for all that are generated
	Random int // random subsets where not all can be tried, and as many torn writes
	Dir    string
	// Workers check at the same time, each in a folder of its own.
	Workers int
}

// State is one state to be checked.
type State struct {
	Dir string
	At  int // operations that had happened
	// Acked changes had been answered as saved.
	Acked int
}

// Result counts what Explore did.
type Result struct {
	States, Bad int
	First       error // of check
}

// Explore builds the states, each distinct one once, and has them checked. The
// folder of a State is the check's own until it returns.
func (r *Recorder) Explore(o Options, check func(State) error) Result {
	e := &explorer{r: r, o: o, rnd: rand.New(rand.NewPCG(o.Seed, 1)), seen: map[uint64]bool{}, seed: maphash.MakeSeed(),
		work: make(chan job)}
	var wg sync.WaitGroup
	for w := range max(o.Workers, 1) {
		dir := filepath.Join(o.Dir, string(rune('a'+w)))
		wg.Go(func() {
			for j := range e.work {
				err := j.image.put(dir)
				if err == nil {
					err = check(State{dir, j.at, j.acked})
				}
				e.mu.Lock()
				if err != nil {
					e.res.Bad++
					if e.res.First == nil {
						e.res.First = err
					}
				}
				e.mu.Unlock()
			}
		})
	}
	e.run()
	close(e.work)
	wg.Wait()
	return e.res
}

type job struct {
	image
	at, acked int
}

// put makes the folder hold exactly the image.
func (m image) put(dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(m)) { // folders before what is in them
		to := filepath.Join(dir, filepath.FromSlash(name))
		var err error
		if strings.HasSuffix(name, "/") {
			err = os.Mkdir(to, 0o700)
		} else {
			err = os.WriteFile(to, m[name], 0o600)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

type inode struct {
	durable []byte
	pending []op
}

type explorer struct {
	r    *Recorder
	o    Options
	rnd  *rand.Rand
	seen map[uint64]bool
	seed maphash.Seed
	work chan job
	mu   sync.Mutex
	res  Result

	files   map[int]*inode
	names   map[string]int // durable
	pending []op           // of names
	acked   int
	at      int
}

func (e *explorer) run() {
	e.files, e.names = map[int]*inode{}, map[string]int{}
	for name := range e.r.base {
		id := e.r.baseIDs[name]
		e.names[name] = id
		if id != folder {
			e.files[id] = &inode{durable: e.r.base[name]}
		}
	}
	for i, o := range e.r.ops {
		e.at = i
		e.step(o)
		if e.full() {
			return
		}
		switch o.kind {
		case opFlush, opFlushDir, opAck: // adds no new state but what is acknowledged
			e.emitAll()
		default:
			e.states()
		}
	}
}

func (e *explorer) full() bool { return e.o.Most > 0 && e.res.States >= e.o.Most }

func (e *explorer) step(o op) {
	switch o.kind {
	case opWrite, opTruncate:
		f := e.files[o.file]
		f.pending = append(f.pending, o)
	case opFlush:
		f := e.files[o.file]
		f.durable = apply(f.durable, f.pending)
		f.pending = nil
	case opCreate:
		e.files[o.file] = &inode{}
		e.pending = append(e.pending, o)
	case opRename, opLink, opRemove, opMakeDir:
		e.pending = append(e.pending, o)
	case opFlushDir:
		var rest []op
		for _, p := range e.pending {
			if path.Dir(strings.TrimSuffix(p.name, "/")) == o.name || (p.to != "" && path.Dir(p.to) == o.name) {
				rename(e.names, p)
			} else {
				rest = append(rest, p)
			}
		}
		e.pending = rest
	case opAck:
		e.acked = o.n
	}
}

func rename(names map[string]int, o op) {
	switch o.kind {
	case opCreate, opMakeDir:
		names[o.name] = o.file
	case opRename:
		if id, ok := names[o.name]; ok {
			names[o.to] = id
			delete(names, o.name)
		}
	case opLink:
		if id, ok := names[o.name]; ok {
			names[o.to] = id
		}
	case opRemove:
		delete(names, o.name)
	}
}

// apply returns a copy of b after the operations.
func apply(b []byte, ops []op) []byte {
	size := len(b)
	for _, o := range ops {
		if o.kind == opWrite {
			size = max(size, int(o.off)+len(o.data))
		} else {
			size = max(size, int(o.off))
		}
	}
	out := make([]byte, len(b), size)
	copy(out, b)
	for _, o := range ops {
		switch {
		case o.kind == opTruncate && int(o.off) <= len(out):
			out = out[:o.off]
		case o.kind == opTruncate:
			n := len(out)
			out = out[:o.off]
			clear(out[n:])
		default:
			if end := int(o.off) + len(o.data); end > len(out) {
				n := len(out)
				out = out[:end]
				clear(out[n:])
			}
			copy(out[o.off:], o.data)
		}
	}
	return out
}

// choice is which pending operations of a file have reached the disk.
type choice map[int][]op

// states emits all states around this moment.
func (e *explorer) states() {
	var ids []int
	total := 0
	for id, f := range e.files {
		if len(f.pending) > 0 {
			ids = append(ids, id)
			total += len(f.pending)
		}
	}
	slices.Sort(ids)
	const few = 5
	if total <= few {
		for mask := range 1 << total {
			e.emit(e.pick(ids, func(i int) bool { return mask>>i&1 != 0 }))
		}
	} else {
		e.emit(e.pick(ids, func(int) bool { return true }))
		e.emit(e.pick(ids, func(int) bool { return false }))
		for range e.o.Random {
			e.emit(e.pick(ids, func(int) bool { return e.rnd.IntN(2) == 0 }))
		}
	}
	// The newest write torn.
	o := e.r.ops[e.at]
	if o.kind != opWrite || len(o.data) <= sector {
		return
	}
	for i := range e.o.Random {
		c := e.pick(ids, func(int) bool { return i%3 == 0 || (i%3 == 1 && e.rnd.IntN(2) == 0) })
		mine := slices.DeleteFunc(c[o.file], func(p op) bool { return p.off == o.off && len(p.data) == len(o.data) })
		c[o.file] = append(mine, e.torn(o)...)
		e.emit(c)
	}
}

const sector = 512

// torn is some of the sectors of a write: a beginning, an end, or any.
func (e *explorer) torn(o op) []op {
	n := (len(o.data) + sector - 1) / sector
	cut, how := 1+e.rnd.IntN(n-1), e.rnd.IntN(3)
	var out []op
	for i := range n {
		if (how == 0 && i < cut) || (how == 1 && i >= cut) || (how == 2 && e.rnd.IntN(2) == 0) {
			from := i * sector
			out = append(out, op{kind: opWrite, file: o.file, off: o.off + int64(from), data: o.data[from:min(from+sector, len(o.data))]})
		}
	}
	return out
}

func (e *explorer) pick(ids []int, take func(int) bool) choice {
	c, i := choice{}, 0
	for _, id := range ids {
		var ops []op
		for _, p := range e.files[id].pending {
			if take(i) {
				ops = append(ops, p)
			}
			i++
		}
		c[id] = ops
	}
	return c
}

// emitAll emits the state in which everything has reached the disk, for what is
// acknowledged has changed.
func (e *explorer) emitAll() {
	c := choice{}
	for id, f := range e.files {
		if len(f.pending) > 0 {
			c[id] = f.pending
		}
	}
	e.emit(c)
	e.emit(choice{})
}

// emit emits a state with each number of names that may have reached the disk.
func (e *explorer) emit(c choice) {
	content := map[int][]byte{}
	for k := 0; k <= len(e.pending); k++ {
		if k > 3 && k < len(e.pending)-3 {
			continue // many at once are files of no consequence
		}
		names := maps.Clone(e.names)
		for _, p := range e.pending[:k] {
			rename(names, p)
		}
		m := image{}
		for name, id := range names {
			if !reachable(names, name) {
				continue
			}
			if id == folder {
				m[name] = nil
				continue
			}
			if content[id] == nil {
				content[id] = apply(e.files[id].durable, c[id])
			}
			m[name] = content[id]
		}
		e.send(m)
	}
}

// reachable reports whether all the folders on the way to a name are there.
func reachable(names map[string]int, name string) bool {
	for dir := path.Dir(strings.TrimSuffix(name, "/")); dir != "."; dir = path.Dir(dir) {
		if _, ok := names[dir+"/"]; !ok {
			return false
		}
	}
	return true
}

func (e *explorer) send(m image) {
	if e.full() {
		return
	}
	var h maphash.Hash
	h.SetSeed(e.seed)
	for _, name := range slices.Sorted(maps.Keys(m)) {
		h.WriteString(name)
		h.WriteByte(0)
		h.Write(m[name])
		h.WriteByte(1)
	}
	h.WriteByte(byte(e.acked))
	h.WriteByte(byte(e.acked >> 8))
	sum := h.Sum64()
	if e.seen[sum] {
		return
	}
	e.seen[sum] = true
	e.mu.Lock()
	e.res.States++
	e.mu.Unlock()
	e.work <- job{m, e.at, e.acked}
}

#compdef monev
# Pelengkapan perintah monev untuk zsh. Memasangnya, di map yang ada dalam $fpath:
#   monev lengkapi zsh > ~/.zfunc/_monev

_monev() {
	local -a before lines found
	local line word about
	before=("${(@Q)words[2,CURRENT]}")
	before=("${(@)before/#/=}")
	lines=("${(@f)$("${(Q)words[1]/#\~/$HOME}" lengkapi saran "${before[@]}" 2>/dev/null)}")
	for line in $lines; do
		word=${line%%$'\t'*}
		about=
		[[ $line == *$'\t'* ]] && about=:${line#*$'\t'}
		case $word in
			(:berkas) compset -P '--[^=]#='; _files; return ;;
			(:map) compset -P '--[^=]#='; _files -/; return ;;
			(*) found+=("${word//:/\\:}$about") ;;
		esac
	done
	_describe -V 'monev' found
}

if [[ $funcstack[1] == _monev ]]; then
	_monev "$@"
else
	compdef _monev monev
fi

# Pelengkapan perintah monev untuk bash. Memasangnya:
#   monev lengkapi bash > ~/.local/share/bash-completion/completions/monev

_monev() {
	local program=${1/#\~/$HOME} glue= w i cur about
	local -a words=()
	# bash breaks words at = and :, monev does not.
	for ((i = 1; i <= COMP_CWORD; i++)); do
		w=${COMP_WORDS[i]}
		if [[ ${#words[@]} -gt 0 && ($glue || $w == [=:]*) ]]; then
			words[${#words[@]} - 1]+=$w
		else
			words+=("$w")
		fi
		glue=
		[[ $w == [=:] ]] && glue=yes
	done
	cur=${words[${#words[@]} - 1]}
	COMPREPLY=()
	while IFS=$'\t' read -r w about; do
		case $w in
		:berkas) compopt -o default 2>/dev/null ;;
		:map) compopt -o dirnames 2>/dev/null ;;
		*) [[ $cur == --*=* ]] && w=${w#*=}; COMPREPLY+=("$w") ;;
		esac
	done < <("$program" lengkapi saran "${words[@]/#/=}" 2>/dev/null)
}

complete -F _monev monev monev.exe

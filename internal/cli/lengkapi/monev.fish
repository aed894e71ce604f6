# Pelengkapan perintah monev untuk fish. Memasangnya:
#   monev lengkapi fish > ~/.config/fish/completions/monev.fish

function __monev_saran
    set -l words (commandline -opc)
    set -l cur "$(commandline -ct)"
    set -l program (string replace -r '^~' $HOME -- $words[1])
    set -l before $words[2..-1] $cur
    set -l head (string match -r '^--[^=]*=' -- $cur)
    set -l rest (string replace -r '^--[^=]*=' '' -- $cur)
    for line in ($program lengkapi saran "="$before 2>/dev/null)
        switch $line
            case ':berkas'
                for path in (__fish_complete_path "$rest")
                    echo "$head$path"
                end
            case ':map'
                for path in (__fish_complete_directories "$rest" '')
                    echo "$head$path"
                end
            case '*'
                echo $line
        end
    end
end

complete -c monev -f -k -a '(__monev_saran)'

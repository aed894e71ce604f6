package main

import (
	"bytes"
	"fmt"
	"image"
	"strconv"
	"strings"

	"github.com/tc-hib/winres"
	"github.com/tc-hib/winres/version"
)

// manifest tells Windows that the program runs with the rights of its user,
// copes with paths of over 260 characters and speaks UTF-8. Without it the
// program works the same: Go itself uses wide names and long paths.
const manifest = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security>
      <requestedPrivileges>
        <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
      </requestedPrivileges>
    </security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application>
      <supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/>
    </application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
    </windowsSettings>
  </application>
</assembly>
`

// resources is the object file with icon, version and manifest that go build
// links into the Windows program of an architecture.
func resources(arch string, e edition) ([]byte, error) {
	var set winres.ResourceSet
	var images []image.Image
	for _, size := range iconSizes {
		images = append(images, icon(size))
	}
	ico, err := winres.NewIconFromImages(images)
	if err != nil {
		return nil, err
	}
	if err := set.SetIcon(winres.ID(1), ico); err != nil {
		return nil, err
	}
	if err := set.Set(winres.RT_MANIFEST, winres.ID(1), version.LangDefault, []byte(manifest)); err != nil {
		return nil, err
	}
	number := quad(e.version)
	info := version.Info{FileVersion: number, ProductVersion: number, Timestamp: e.time}
	for _, kv := range [][2]string{
		{version.ProductName, "monev"},
		{version.FileDescription, "monev - Rapat Monev Zona Integritas"},
		{version.CompanyName, "The monev authors"},
		{version.LegalCopyright, "MIT License, The monev authors"},
		{version.OriginalFilename, "monev.exe"},
		{version.InternalName, "monev"},
		{version.FileVersion, e.number()},
		{version.ProductVersion, e.number()},
	} {
		if err := info.Set(version.LangDefault, kv[0], kv[1]); err != nil {
			return nil, err
		}
	}
	set.SetVersionInfo(info)
	var b bytes.Buffer
	if err := set.WriteObject(&b, winres.Arch(arch)); err != nil {
		return nil, fmt.Errorf("resources for %s: %w", arch, err)
	}
	return b.Bytes(), nil
}

// quad is a version in the four numbers that Windows compares; what follows
// them, as in a pseudo-version, counts nothing.
func quad(v string) (out [4]uint16) {
	v, _, _ = strings.Cut(strings.TrimPrefix(v, "v"), "-")
	for i, s := range strings.SplitN(v, ".", 4) {
		n, err := strconv.ParseUint(s, 10, 16)
		if err != nil {
			break
		}
		out[i] = uint16(n)
	}
	return out
}
